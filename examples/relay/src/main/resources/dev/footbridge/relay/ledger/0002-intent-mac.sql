-- What an attempt sent: by the time that its post is found, the source may show something else.

ALTER TABLE operation ADD COLUMN mac INTEGER;
