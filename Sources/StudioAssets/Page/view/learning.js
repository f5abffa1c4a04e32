export function mountLearning(host, studio) { host.textContent = ""; }
