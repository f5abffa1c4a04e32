export function mountSelected(host, studio) { host.textContent = ""; }
