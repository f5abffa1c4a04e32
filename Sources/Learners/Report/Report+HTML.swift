import NeuralNetworks

#if canImport(FoundationEssentials)
    import FoundationEssentials
#else
    import Foundation
#endif

extension Report {
    /// The report as one page that needs nothing besides: styles, drawings and pictures are in it.
    public var html: String {
        let parts =
            [
                """
                <!doctype html>
                <html lang="en">
                <meta charset="utf-8">
                <meta name="viewport" content="width=device-width, initial-scale=1">
                <title>\(HTML.escaped(title))</title>
                <style>\(HTML.style)</style>
                <main>
                <h1>\(HTML.escaped(title))</h1>
                """,
                metrics.enumerated().map { $1.html(isMain: $0 == 0) }.joined(separator: "\n"),
                findingsHTML,
            ] + sections.map(\.html)
        return parts.filter { !$0.isEmpty }.joined(separator: "\n") + "\n</main>\n</html>\n"
    }

    private var findingsHTML: String {
        guard !findings.isEmpty else { return "" }
        let rows = findings.map { finding in
            let items = finding.items.map(HTML.escaped).joined(separator: "<br>")
            let words = HTML.escaped(finding.message)
            let mark = finding.weight == .warning ? " class=\"warning\"" : ""
            guard !items.isEmpty else { return "<li\(mark)>\(words)</li>" }
            return """
                <li\(mark)><details><summary>\(words) (\(finding.items.count))</summary>\(items)</details></li>
                """
        }
        return """
            <section><h2>What was found in the files</h2><ul>
            \(rows.joined(separator: "\n"))
            </ul></section>
            """
    }
}

extension Metric {
    /// The number, and bars that put it beside what other ways come to.
    fileprivate func html(isMain: Bool) -> String {
        let range = interval.map {
            "<small>95 % interval \(text($0.lowerBound)) to \(text($0.upperBound))"
                + (count > 0 ? ", \(count.grouped) \(noun)" : "") + "</small>"
        }
        let head =
            "<p class=\"\(isMain ? "main" : "other")\"><span>\(HTML.escaped(title))</span> "
            + "<strong>\(HTML.escaped(text(value)))</strong> \(range ?? "")</p>"
        guard !baselines.isEmpty else { return head }
        let all = [Baseline("this model", value)] + baselines
        let largest =
            style == .share ? 1 : all.map { abs($0.value) }.filter(\.isFinite).max() ?? 1
        let rows = all.enumerated().map { place, entry in
            let share = largest > 0 && entry.value.isFinite ? abs(entry.value) / largest : 0
            let width = fixed(100 * min(share, 1), 2)
            return """
                <tr\(place == 0 ? " class=\"ours\"" : "")><th scope="row">\(HTML.escaped(entry.name))</th>\
                <td class="bar"><i style="width:\(width)%"></i></td><td>\(HTML.escaped(text(entry.value)))</td></tr>
                """
        }
        let hint = isBetterHigh ? "more is better" : "less is better"
        return head + "<table class=\"bars\"><caption>\(hint)</caption>\(rows.joined())</table>"
    }
}

extension ReportSection {
    fileprivate var html: String {
        let body: String
        switch content {
        case .table(let table): body = table.html
        case .confusion(let matrix): body = matrix.html
        case .drawing(let svg): body = "<figure>\(svg)</figure>"
        case .pictures(let pictures):
            body = "<div class=\"gallery\">\(pictures.map(\.html).joined(separator: "\n"))</div>"
        case .text(let text): body = "<pre>\(HTML.escaped(text))</pre>"
        }
        let note = note.isEmpty ? "" : "<p class=\"note\">\(HTML.escaped(note))</p>"
        return "<section><h2>\(HTML.escaped(title))</h2>\(note)\(body)</section>"
    }
}

extension ReportTable {
    fileprivate var html: String {
        let words = columns.indices.map { isOfWords($0) ? " class=\"words\"" : "" }
        let head = zip(columns, words).map {
            "<th scope=\"col\"\($1)>\(HTML.escaped($0))</th>"
        }.joined()
        let body = rows.map { row in
            "<tr>"
                + zip(row, words).enumerated().map { place, cell in
                    place == 0
                        ? "<th scope=\"row\">\(HTML.escaped(cell.0))</th>"
                        : "<td\(cell.1)>\(HTML.escaped(cell.0))</td>"
                }.joined() + "</tr>"
        }
        return """
            <div class="wide"><table><thead><tr>\(head)</tr></thead>
            <tbody>\(body.joined(separator: "\n"))</tbody></table></div>
            """
    }
}

extension ConfusionMatrix {
    /// Cells are the darker the larger their share of the row: blue where the answer is right, orange where it
    /// is wrong.
    fileprivate var html: String {
        let head = classNames.map { "<th scope=\"col\">\(HTML.escaped($0))</th>" }.joined()
        let rows = classNames.indices.map { truth in
            let total = max(counts[truth].reduce(0, +), 1)
            let cells = classNames.indices.map { answer -> String in
                let count = counts[truth][answer]
                guard count > 0 else { return "<td>·</td>" }
                let share = fixed(0.12 + 0.7 * Double(count) / Double(total), 3)
                let colour = truth == answer ? "74,144,255" : "255,154,60"
                return "<td style=\"background:rgba(\(colour),\(share))\">\(count.grouped)</td>"
            }
            let name = HTML.escaped(classNames[truth])
            return "<tr><th scope=\"row\">\(name)</th>\(cells.joined())</tr>"
        }
        return """
            <p class="note">\(ReportSection.howToReadConfusion)</p>
            <div class="wide"><table class="confusion"><thead><tr><td></td>\(head)</tr></thead>\
            <tbody>\(rows.joined(separator: "\n"))</tbody></table></div>
            """
    }
}

extension ReportPicture {
    /// The picture as an address that holds all of it, for pages: `data:image/png;base64,…`.
    public var source: String { "data:\(mediaType);base64,\(Data(bytes).base64EncodedString())" }

    fileprivate var html: String {
        let words = HTML.escaped(caption)
        let medium =
            mediaType.hasPrefix("audio/")
            ? "<audio controls src=\"\(source)\"></audio>"
            : "<img alt=\"\(words)\" src=\"\(source)\">"
        return "<figure>\(medium)<figcaption>\(words)</figcaption></figure>"
    }
}

/// What pages have in common.
enum HTML {
    /// A text with the characters that mean something in HTML, XML and their attributes written otherwise.
    static func escaped(_ text: String) -> String {
        text.reduce(into: "") { result, character in
            switch character {
            case "&": result += "&amp;"
            case "<": result += "&lt;"
            case ">": result += "&gt;"
            case "\"": result += "&quot;"
            default: result.append(character)
            }
        }
    }

    static let style = """
        :root{color-scheme:light dark;--paper:#fff;--ink:#1b2330;--soft:#5b6675;--line:#d9dee6;--blue:#2f6fde;--warn:#b35900}
        @media(prefers-color-scheme:dark){:root{--paper:#11151c;--ink:#d8dee9;--soft:#9aa5b6;--line:#2a3140;--blue:#6aa5ff;--warn:#ffae5c}}
        body{margin:0;background:var(--paper);color:var(--ink);font:16px/1.5 system-ui,sans-serif}
        main{max-width:64rem;margin:0 auto;padding:1.5rem}
        h1{font-size:1.7rem;margin:.2rem 0 1rem}h2{font-size:1.15rem;margin:2rem 0 .5rem}
        .main{font-size:1.3rem;margin:.4rem 0}.main strong{font-size:2rem;color:var(--blue)}
        small,.note,figcaption,caption{color:var(--soft);font-size:.85rem}caption{text-align:left}
        table{border-collapse:collapse;font-variant-numeric:tabular-nums}
        th,td{padding:.25rem .6rem;border-bottom:1px solid var(--line);text-align:right}th[scope=row],.words{text-align:left}th[scope=row]{font-weight:500}
        .bars{width:100%;max-width:44rem}.bars td:not(.bar){white-space:nowrap}.bars .bar{width:60%}.bar i{display:block;height:.8rem;background:var(--line);border-radius:.2rem}
        .ours .bar i{background:var(--blue)}.wide{overflow-x:auto}.confusion td{text-align:center}
        .gallery{display:flex;flex-wrap:wrap;gap:1rem}.gallery figure{margin:0;max-width:14rem}.gallery img{min-width:6rem;max-width:100%;image-rendering:pixelated;border-radius:.3rem}
        figure{margin:0}figure>svg{width:100%;height:auto}pre{overflow-x:auto;white-space:pre-wrap}
        .warning{color:var(--warn)}summary{cursor:pointer}
        """
}
