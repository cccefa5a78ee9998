// The keyboard belongs to the terminal as soon as it is connected, and whenever one comes back to the tab.
const take = () => document.querySelector("#terminal.-connected textarea")?.focus();
addEventListener("focus", take);
addEventListener("DOMContentLoaded", () => {
  const terminal = document.querySelector("#terminal");
  new MutationObserver(take).observe(terminal, { attributeFilter: ["class"] });
});
