filedesc://island.arc 0.0.0.0 20070504101112 text/plain 67
1 0 Island
URL IP-address Archive-date Content-type Archive-length

http://courier.example/ferry 10.0.0.1 20070504101112 text/html 344
HTTP/1.1 200 OK
Content-Type: text/html; charset=utf-8

<html lang=en><title>Ferry stays</title><body><article><h1>Ferry stays</h1><p>The council of Port Ellen met on Monday in the old school to hear what a new ferry would cost the town.</p><p>“We will keep the ferry,” said Ana Ruiz, the mayor of Port Ellen.</p></article></body></html>
http://courier.example/gone 10.0.0.1 20070504101113 text/html 26
HTTP/1.1 404 Not Found


