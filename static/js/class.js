// The page of a class. Joined by collectstatic like site.js, so a top-level name may be used once only.
import "./site.js";
import "./components/live-page.js";
