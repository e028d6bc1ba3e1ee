"""Questions that teachers flag to editors: saying it, taking it back, settling it at the desk."""
