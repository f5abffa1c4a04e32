// The guided tour comes when it is first opened: most visits to the page do without it.

export function mountTour(host, studio) {
  let isComing = false;
  studio.store.watch(["scene"], async ({ scene }) => {
    if (scene === null || isComing) return;
    isComing = true;
    const { mountCard } = await import("./card.js");
    mountCard(host, studio);
  });
}
