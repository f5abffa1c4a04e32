export default { title: "input" };
