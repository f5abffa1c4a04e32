export function mountInput(host, studio) { host.textContent = ""; }
