// Beside site.js, on the page of a question that puts things in order. Joined by collectstatic like
// site.js, so a top-level name may be used once only.
import "./components/order-list.js";
