from django.urls import path

from support.views import keeping

app_name = "worker"

# At the root, because a worker answers for the folder it comes from, and Quick exit is everywhere.
urlpatterns = [path("sw.js", keeping.worker, name="script")]
