export function mountNetwork(host, studio) { host.textContent = ""; }
