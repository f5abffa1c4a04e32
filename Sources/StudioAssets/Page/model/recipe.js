// How weights came about, as the engine tells it: an entry for steps, for one example, for a turned knob…

const stepsOf = (recipe) => recipe.reduce((sum, entry) => sum + (entry.steps ?? ("example" in entry ? 1 : 0)), 0);

/// The recipe up to the present step of a run whose end the engine has not told yet.
export function presentRecipe({ recipe, recipeIsWhole = true, status }) {
  const missing = (status?.steps ?? 0) - stepsOf(recipe);
  if (missing <= 0 || !recipeIsWhole) return recipe;
  const last = recipe.at(-1);
  return last?.steps ? [...recipe.slice(0, -1), { steps: last.steps + missing }] : [...recipe, { steps: missing }];
}
