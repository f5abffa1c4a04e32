export default { title: "selected" };
