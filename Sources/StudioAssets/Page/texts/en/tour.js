export default { title: "tour" };
