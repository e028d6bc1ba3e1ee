// Projector mode: the page that show-deck.js turns into slides. Joined by collectstatic like site.js,
// so a top-level name may be used once only.
import "./components/exit.js";
import "./components/menu.js";
import "./components/sign-out.js";
import "./components/show-deck.js";
import "./components/show-keys.js";
