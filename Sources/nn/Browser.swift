#if canImport(Darwin)
    import Darwin
#elseif canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#endif

/// The user's browser.
enum Browser {
    /// Opens an address where there is a screen and a program for it; otherwise does nothing.
    static func open(_ address: String) {
        #if canImport(Darwin)
            start("/usr/bin/open", address)
        #else
            guard has("DISPLAY") || has("WAYLAND_DISPLAY") else { return }
            let folders = unsafe getenv("PATH").map { unsafe String(cString: $0) } ?? ""
            for folder in folders.split(separator: ":") {
                let program = "\(folder)/xdg-open"
                guard unsafe access(program, X_OK) == 0 else { continue }
                return start(program, address)
            }
        #endif
    }

    private static func has(_ variable: String) -> Bool {
        unsafe getenv(variable).map { unsafe $0.pointee != 0 } ?? false
    }

    /// Starts a program that says nothing here, and does not wait for it.
    private static func start(_ program: String, _ argument: String) {
        var actions = unsafe posix_spawn_file_actions_t()
        unsafe posix_spawn_file_actions_init(&actions)
        defer { unsafe posix_spawn_file_actions_destroy(&actions) }
        for descriptor: Int32 in 0...2 {
            unsafe posix_spawn_file_actions_addopen(&actions, descriptor, "/dev/null", O_RDWR, 0)
        }
        var arguments = unsafe [strdup(program), strdup(argument), nil]
        defer { unsafe arguments.forEach { unsafe free($0) } }
        var process = pid_t()
        _ = unsafe posix_spawn(&process, program, &actions, nil, &arguments, environ)
    }
}
