export default { title: "backward" };
