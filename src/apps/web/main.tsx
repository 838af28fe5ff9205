// The page starts here.

import { render } from "preact";
import { App, openFirst } from "./app.js";
import { keepCopy } from "./offline/keep-copy.js";
import { followTheme } from "./parts/theme.js";

openFirst();
followTheme();
keepCopy();
const page = document.getElementById("page");
if (page !== null) {
  page.replaceChildren();
  render(<App />, page);
}
addEventListener("keydown", (event) => {
  if (event.key !== "Escape" || event.defaultPrevented) return;
  document.querySelector<HTMLButtonElement>("[data-present] .heading button")?.click();
});
