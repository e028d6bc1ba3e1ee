// The letter writer's page, which needs no other script: less to load in a hurry. Joined by
// collectstatic like site.js, so a top-level name may be used once only.
import "./components/exit.js";
import "./components/print.js";
import "./components/letter-page.js";
