// Signing out leaves nothing of this reader in the browser.
import { SITE_PREFIX, forget } from "./device-storage.js";

document.addEventListener("submit", (event) => {
  if (event.target.closest("[data-sign-out]")) forget(SITE_PREFIX);
});
