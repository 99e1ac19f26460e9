/* Light or dark: as the reader's system says, until the reader says otherwise; it runs before anything is drawn.
   And the last line of a printed page: when it was printed, and from where. */
"use strict";

(() => {
  const KEY = "registri-tampilan", root = document.documentElement, system = matchMedia("(prefers-color-scheme: dark)");
  let chosen = null;
  try {
    chosen = localStorage.getItem(KEY);
  } catch {
    // A browser that keeps nothing follows the system.
  }
  const isDark = () => (chosen ? chosen === "slate" : system.matches);

  function show() {
    root.setAttribute("data-md-color-scheme", isDark() ? "slate" : "default");
    document.querySelector(".rk-scheme")?.setAttribute("aria-pressed", String(isDark()));
  }

  show();
  system.addEventListener("change", show);
  document.addEventListener("DOMContentLoaded", () => {
    const printed = document.querySelector(".rk-printed");
    if (printed) {
      const day = new Intl.DateTimeFormat(root.lang === "en" ? "en-GB" : root.lang, { dateStyle: "long" }).format(new Date());
      printed.textContent = printed.dataset.printed.replace("{day}", day).replace("{address}", location.href.split("#")[0]);
    }
    const button = document.querySelector(".rk-scheme");
    if (!button) return;
    button.hidden = false;
    show();
    button.addEventListener("click", () => {
      chosen = isDark() ? "default" : "slate";
      try {
        localStorage.setItem(KEY, chosen);
      } catch {
        // It holds for this page then.
      }
      show();
    });
  });
})();
