"""JupyterHub in front of the workbook: each person who signs in gets a workbook server of their own."""

c = get_config()  # noqa: F821 - JupyterHub gives it

# The workbook's own server, behind a small proxy that asks the hub who is there. Never Voila as a Jupyter Server
# extension: it runs any code that a visitor sends.
c.Spawner.cmd = [
    "jupyter-standaloneproxy",
    "--absolute-url",
    "--timeout=60",
    "--",
    "jqtools",
    "serve",
    "--no-browser",
    "--port={port}",
    "--base-url={base_url}",
    "--max-visitors=10",
]
c.Spawner.default_url = "/"
c.Spawner.http_timeout = 60

# The sign-in of your agency goes here, such as oauthenticator's GenericOAuthenticator. The servers of all people run on
# this machine, each as that person's own user of the system.
c.JupyterHub.bind_url = "http://127.0.0.1:8000"
