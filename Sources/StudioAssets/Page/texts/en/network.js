export default { title: "network" };
