// On a shared device nothing is kept. Help that was saved before it was known to be one is taken off.
import { takeOff } from "./kept-help.js";

if ("sharedDevice" in document.body.dataset) takeOff();
