from tests.teaching.test_grid_cost import *
def test_ratio(database_copy):
    ((class_page, cookies),) = in_processes(database_copy, make_class_and_sign_in, [()])
    with serving(database_copy, cookies) as worker:
        c = http.client.HTTPConnection("127.0.0.1", worker.port); c.request("GET", class_page, headers={"Cookie": cookies, "HX-Request": "true"}); r = c.getresponse(); n = len(r.read()); tag = r.getheader("ETag")
        def poll(self, address):
            c = http.client.HTTPConnection("127.0.0.1", self.port); c.request("GET", address, headers={"Cookie": cookies, "HX-Request": "true", "If-None-Match": tag}); r = c.getresponse(); r.read(); assert r.status == 304; c.close()
        for _ in range(3):
            y = worker.milliseconds("/who-am-i/", times=100)
            p = worker.milliseconds(class_page, times=15)
            ask = Worker.ask; Worker.ask = poll
            q = worker.milliseconds(class_page, times=100)
            Worker.ask = ask
            print(f"\n{connection.vendor} yard {y:.2f} page {p:.2f} {p/y:.1f}x  poll {q:.2f} {q/y:.2f}x bytes {n}")
