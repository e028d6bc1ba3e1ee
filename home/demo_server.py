"""Serving the demo from the process that made it: one worker, a few threads, one memory."""

from gunicorn.app.base import BaseApplication


class DemoServer(BaseApplication):
    """gunicorn with its settings given in Python and its command line left alone."""

    def __init__(self, application, *, port: int):
        self.application = application
        self.port = port
        super().__init__()

    def load_config(self):
        for name, value in {
            "bind": f"127.0.0.1:{self.port}",
            "workers": 1,
            "threads": 8,
            "worker_class": "gthread",
            "loglevel": "warning",
            "control_socket_disable": True,
        }.items():
            self.cfg.set(name, value)

    def load(self):
        return self.application
