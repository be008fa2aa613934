-- Connections that publish, each once: customers send the same file twice.
CREATE OR REPLACE TEMPORARY VIEW connections AS
SELECT * FROM (
  SELECT *, row_number() OVER (PARTITION BY coalesce(sha256, file), page, connection ORDER BY file) AS copy
  FROM fleet
  WHERE kind = 'connection' AND publishes > 0
) AS numbered
WHERE copy = 1;
