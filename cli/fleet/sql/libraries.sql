-- Which library do they come through?
SELECT
  coalesce(library, 'not known') AS library,
  coalesce(libraryVersion, 'not known') AS libraryVersion,
  count(*) AS connections,
  count(*) FILTER (WHERE verdict = 'growing') AS growing,
  round(100.0 * count(*) FILTER (WHERE verdict = 'growing') / count(*), 1) AS percentGrowing,
  sum(idle.audio + idle.video) AS idle,
  round(sum(idleMib.low)) AS mibLow,
  round(sum(idleMib.high)) AS mibHigh,
  sum(idleUnknown) AS withoutFigure
FROM connections
GROUP BY coalesce(library, 'not known'), coalesce(libraryVersion, 'not known')
ORDER BY percentGrowing DESC, idle DESC;
