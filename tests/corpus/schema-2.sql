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
	position VARCHAR, 
	reader VARCHAR, 
	encoding VARCHAR, 
	captured VARCHAR, 
	digest VARCHAR, 
	annotator VARCHAR NOT NULL, 
	kept VARCHAR NOT NULL, 
	summary BOOLEAN DEFAULT '0' NOT NULL, 
	changed INTEGER DEFAULT '0' NOT NULL, 
	PRIMARY KEY (id)
);
INSERT INTO "articles" VALUES('a-6h7jgmsy6gka',3,'“We will rebuild the pier,” Ana Ruiz said. “And the bridge,” she added.','Pier to be rebuilt','island-news','Island News','https://example.org/pier',NULL,NULL,'2031-05-03','{"edtf":"2031-05-03","evidence":"dateline","inferred":true}','en',NULL,'{"byline":"none is printed"}','pier.md','text','2031-05-04T08:00:00Z','38a60bb8db259bbf87cb0c9deccdbe768974f090dfca7e1ed044632afd355941','38a60bb8db259bbf87cb0c9deccdbe768974f090dfca7e1ed044632afd355941',NULL,NULL,NULL,NULL,NULL,'1','2026-11-29T11:13:24Z',0,8);
INSERT INTO "articles" VALUES('a-72k0qe6v4pdv',1,'“We will rebuild the pier,” Ana Ruiz said. “And the bridge,” she added.',NULL,'island-news','Island News',NULL,NULL,NULL,'','{"edtf":null,"evidence":"dateline","inferred":true}','en',NULL,'{"byline":"none is printed"}','pier.md','text','2031-05-04T08:00:00Z','38a60bb8db259bbf87cb0c9deccdbe768974f090dfca7e1ed044632afd355941','38a60bb8db259bbf87cb0c9deccdbe768974f090dfca7e1ed044632afd355941',NULL,NULL,NULL,NULL,NULL,'2','2026-11-29T11:13:24Z',0,9);
INSERT INTO "articles" VALUES('a-at8h0kvyjgq7',1,'PORT ELLEN, May 3 (INA) - “We will rebuild the pier,” Ana Ruiz said.','Pier to be rebuilt','island-news','Island News','https://example.org/2',NULL,'{"agency":"INA","day":"May 3","end":26,"place":"PORT ELLEN","start":0}','2031-05-03','{"edtf":"2031-05-03","evidence":"dateline","inferred":true}','en',NULL,'{"byline":"none is printed"}','pier.md','text','2031-05-04T08:00:00Z','a0fd2c2b6c75a9258ebbede0ba5474d87f7e5280092b0f7eb7fcde274f8ca90e','a0fd2c2b6c75a9258ebbede0ba5474d87f7e5280092b0f7eb7fcde274f8ca90e','line 7',NULL,NULL,'2031-05-04T08:00:00Z',NULL,'1','2026-11-29T11:13:24Z',1,6);
CREATE TABLE corrections (
	quotation_id VARCHAR NOT NULL, 
	number INTEGER NOT NULL, 
	made VARCHAR NOT NULL, 
	who VARCHAR NOT NULL, 
	reason TEXT NOT NULL, 
	was JSON NOT NULL, 
	now JSON NOT NULL, 
	PRIMARY KEY (quotation_id, number), 
	FOREIGN KEY(quotation_id) REFERENCES quotations (id)
);
INSERT INTO "corrections" VALUES('q-2',1,'2026-11-29T11:13:24Z','ed','nobody said so','{"speaker":{"aliases":[],"id":"ana-ruiz","name":"Ana Ruiz","role":null}}','{"speaker":null}');
INSERT INTO "corrections" VALUES('q-2',2,'2026-11-29T11:13:24Z','ed','partly','{"kind":"direct"}','{"kind":"mixed"}');
INSERT INTO "corrections" VALUES('q-3',1,'2026-11-29T11:13:24Z','Zoë','a headline','{"withdrawn":false}','{"withdrawn":true}');
CREATE TABLE findings (
	quotation_id VARCHAR NOT NULL, 
	number INTEGER NOT NULL, 
	kind VARCHAR NOT NULL, 
	content JSON NOT NULL, 
	attribution JSON NOT NULL, 
	revision INTEGER DEFAULT '1' NOT NULL, 
	annotator VARCHAR DEFAULT '' NOT NULL, 
	found VARCHAR DEFAULT '' NOT NULL, 
	withdrawn_in INTEGER, 
	withdrawn_at VARCHAR, 
	withdrawn_by VARCHAR, 
	PRIMARY KEY (quotation_id, number), 
	FOREIGN KEY(quotation_id) REFERENCES quotations (id)
);
INSERT INTO "findings" VALUES('q-1',1,'direct','[[1,25]]','{"confidence":0.9,"cue":[1,4],"rule":"test","source":null,"speaker":{"aliases":[],"id":"ana-ruiz","name":"Ana Ruiz","role":null},"unknown":null}',1,'1','2026-11-29T11:13:24Z',NULL,NULL,NULL);
INSERT INTO "findings" VALUES('q-2',1,'direct','[[44,58]]','{"confidence":0.9,"cue":[1,4],"rule":"test","source":null,"speaker":{"aliases":[],"id":"ana-ruiz","name":"Ana Ruiz","role":null},"unknown":null}',1,'1','2026-11-29T11:13:24Z',2,'2026-11-29T11:13:24Z','revision');
CREATE TABLE quotations (
	id VARCHAR NOT NULL, 
	article_id VARCHAR NOT NULL, 
	place INTEGER NOT NULL, 
	kind VARCHAR NOT NULL, 
	content JSON NOT NULL, 
	attribution JSON NOT NULL, 
	revision INTEGER DEFAULT '1' NOT NULL, 
	annotator VARCHAR DEFAULT '' NOT NULL, 
	found VARCHAR DEFAULT '' NOT NULL, 
	withdrawn_in INTEGER, 
	withdrawn_at VARCHAR, 
	withdrawn_by VARCHAR, 
	first_revision INTEGER DEFAULT '1' NOT NULL, 
	PRIMARY KEY (id), 
	FOREIGN KEY(article_id) REFERENCES articles (id)
);
INSERT INTO "quotations" VALUES('q-1','a-6h7jgmsy6gka',0,'direct','[[9,33]]','{"confidence":0.9,"cue":[1,4],"rule":"test","source":null,"speaker":{"aliases":[],"id":"ana-ruiz","name":"Ana Ruiz","role":null},"unknown":null}',2,'1','2026-11-29T11:13:24Z',3,'2026-11-29T11:13:24Z','revision',1);
INSERT INTO "quotations" VALUES('q-2','a-6h7jgmsy6gka',0,'direct','[[44,58]]','{"confidence":0.9,"cue":[1,4],"rule":"test","source":null,"speaker":{"aliases":[],"id":"ana-ruiz","name":"Ana Ruiz","role":null},"unknown":null}',3,'1','2026-11-29T11:13:24Z',NULL,NULL,NULL,1);
INSERT INTO "quotations" VALUES('q-4','a-72k0qe6v4pdv',0,'direct','[[17,25]]','{"confidence":0.9,"cue":[1,4],"rule":"test","source":null,"speaker":{"aliases":[],"id":"ana-ruiz","name":"Ana Ruiz","role":null},"unknown":null}',1,'1','2026-11-29T11:13:24Z',1,'2026-11-29T11:13:24Z','annotator',1);
INSERT INTO "quotations" VALUES('q-3','a-72k0qe6v4pdv',0,'direct','[[44,58]]','{"confidence":0.9,"cue":[1,4],"rule":"test","source":null,"speaker":{"aliases":[],"id":"ana-ruiz","name":"Ana Ruiz","role":null},"unknown":null}',1,'1','2026-11-29T11:13:24Z',NULL,NULL,NULL,1);
CREATE TABLE record (
	only INTEGER NOT NULL CHECK ("only" = 1), 
	schema INTEGER NOT NULL, 
	version INTEGER NOT NULL, 
	PRIMARY KEY (only)
);
INSERT INTO "record" VALUES(1,2,9);
CREATE TABLE revisions (
	article_id VARCHAR NOT NULL, 
	number INTEGER NOT NULL, 
	text TEXT NOT NULL, 
	origin VARCHAR NOT NULL, 
	format VARCHAR NOT NULL, 
	retrieved VARCHAR NOT NULL, 
	raw_sha256 VARCHAR NOT NULL, 
	text_sha256 VARCHAR NOT NULL, 
	position VARCHAR, 
	reader VARCHAR, 
	encoding VARCHAR, 
	captured VARCHAR, 
	digest VARCHAR, 
	annotator VARCHAR NOT NULL, 
	kept VARCHAR NOT NULL, 
	PRIMARY KEY (article_id, number), 
	FOREIGN KEY(article_id) REFERENCES articles (id)
);
INSERT INTO "revisions" VALUES('a-6h7jgmsy6gka',1,'“We will rebuild the pier,” Ana Ruiz said. “And the bridge,” she added.','pier.md','text','2031-05-04T08:00:00Z','38a60bb8db259bbf87cb0c9deccdbe768974f090dfca7e1ed044632afd355941','38a60bb8db259bbf87cb0c9deccdbe768974f090dfca7e1ed044632afd355941',NULL,NULL,NULL,NULL,NULL,'1','2026-11-29T11:13:24Z');
INSERT INTO "revisions" VALUES('a-6h7jgmsy6gka',2,' Ünï 📰: “We will rebuild the pier,” Ana Ruiz said.','pier.md','text','2031-05-04T08:00:00Z','f5957d9898682610b9909aa1af5b114a9480eb35f5bfa8433b67312a06302187','f5957d9898682610b9909aa1af5b114a9480eb35f5bfa8433b67312a06302187',NULL,NULL,NULL,NULL,NULL,'1','2026-11-29T11:13:24Z');
CREATE INDEX articles_by_day ON articles (day, id);
CREATE INDEX articles_by_text ON articles (text_sha256, id);
CREATE INDEX articles_by_change ON articles (changed, id);
CREATE INDEX quotations_by_article ON quotations (article_id, place);
COMMIT;
