export default { title: "learning" };
