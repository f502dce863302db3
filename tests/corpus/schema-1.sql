BEGIN TRANSACTION;
CREATE TABLE articles (
	id VARCHAR NOT NULL,
	revision INTEGER NOT NULL,
	text TEXT NOT NULL,
	headline TEXT,
	outlet_id VARCHAR NOT NULL,
	outlet_name VARCHAR NOT NULL,
	url VARCHAR,
	byline VARCHAR,
	dateline JSON,
	day VARCHAR NOT NULL,
	published JSON NOT NULL,
	language VARCHAR NOT NULL,
	licence TEXT,
	unknown JSON NOT NULL,
	origin VARCHAR NOT NULL,
	format VARCHAR NOT NULL,
	retrieved VARCHAR NOT NULL,
	raw_sha256 VARCHAR NOT NULL,
	text_sha256 VARCHAR NOT NULL,
	annotator VARCHAR NOT NULL,
	kept VARCHAR NOT NULL,
	PRIMARY KEY (id)
);
INSERT INTO "articles" VALUES('a-6h7jgmsy6gka',2,'“We will rebuild the pier,” Ana Ruiz said.','Pier to be rebuilt','island-news','Island News','https://example.org/pier',NULL,NULL,'2031-05-03','{"edtf":"2031-05-03","evidence":"dateline","inferred":true}','en',NULL,'{"byline":"none is printed"}','pier.md','text','2031-05-04T08:00:00Z','1fb522f5aff933f016b8debe5b51b9115ef38c992ae88cbae588981ff292803c','1fb522f5aff933f016b8debe5b51b9115ef38c992ae88cbae588981ff292803c','3','2031-05-04T08:00:01Z');
INSERT INTO "articles" VALUES('a-07skpw2zrby8',1,'Rain is expected.',NULL,'island-news','Island News',NULL,NULL,NULL,'2031-05-03','{"edtf":"2031-05-03","evidence":"dateline","inferred":true}','en',NULL,'{"byline":"none is printed"}','pier.md','text','2031-05-04T08:00:00Z','01f33b705fc2fc8098d036e7f4953dba8d7441729fb1b614ee6a121cc7db9396','01f33b705fc2fc8098d036e7f4953dba8d7441729fb1b614ee6a121cc7db9396','3','2031-05-04T08:00:01Z');
CREATE TABLE quotations (
	id VARCHAR NOT NULL,
	article_id VARCHAR NOT NULL,
	place INTEGER NOT NULL,
	kind VARCHAR NOT NULL,
	content JSON NOT NULL,
	attribution JSON NOT NULL,
	PRIMARY KEY (id),
	FOREIGN KEY(article_id) REFERENCES articles (id)
);
INSERT INTO "quotations" VALUES('q-2','a-6h7jgmsy6gka',0,'direct','[[1,26]]','{"confidence":0.98,"cue":[37,41],"rule":"quoted-subject-verb/name","source":[28,36],"speaker":{"aliases":[],"id":"ana-ruiz","name":"Ana Ruiz","role":null},"unknown":null}');
CREATE TABLE record (
	only INTEGER NOT NULL CHECK ("only" = 1),
	schema INTEGER NOT NULL,
	version INTEGER NOT NULL,
	PRIMARY KEY (only)
);
INSERT INTO "record" VALUES(1,1,3);
CREATE TABLE revisions (
	article_id VARCHAR NOT NULL,
	number INTEGER NOT NULL,
	text TEXT NOT NULL,
	origin TEXT NOT NULL,
	format TEXT NOT NULL,
	retrieved TEXT NOT NULL,
	raw_sha256 TEXT NOT NULL,
	text_sha256 TEXT NOT NULL,
	annotator TEXT NOT NULL,
	kept TEXT NOT NULL,
	PRIMARY KEY (article_id, number),
	FOREIGN KEY(article_id) REFERENCES articles (id)
);
INSERT INTO "revisions" VALUES('a-6h7jgmsy6gka',1,'“We will build the pier,” Ana Ruiz said.','pier.md','text','2031-05-04T08:00:00Z','8936883de05319e9f9fda869b94cd836de9b2aa54d9953e4bf5f2d4de2c740e4','8936883de05319e9f9fda869b94cd836de9b2aa54d9953e4bf5f2d4de2c740e4','2','2031-05-04T08:00:01Z');
CREATE INDEX articles_by_day ON articles (day, id);
CREATE UNIQUE INDEX quotations_by_article ON quotations (article_id, place);
COMMIT;
