// The entry: in development the browser loads the modules one by one; collectstatic joins them into
// this one file. Joined modules share a scope, so a top-level name may be used once only.
import "./components/device-progress.js";
import "./components/exit.js";
import "./components/menu.js";
import "./components/never-keep.js";
import "./components/on-device.js";
import "./components/print.js";
import "./components/scenario-way.js";
import "./components/sign-out.js";
import "./components/undo.js";
