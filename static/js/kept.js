// For a page that this device kept: worker.js puts it before the page's own script. Joined by collectstatic
// like site.js, so a top-level name may be used once only.
import "./components/kept-page.js";
