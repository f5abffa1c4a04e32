export function mountTour(host, studio) {}
