// Beside the script of the page, where help can be kept on the device or taken off. Joined by
// collectstatic like site.js, so a top-level name may be used once only.
import "./components/keep-help.js";
