// Beside site.js, where a page has something to copy. Joined by collectstatic like site.js, so a
// top-level name may be used once only.
import "./components/copy.js";
