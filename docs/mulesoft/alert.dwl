%dw 2.0

/**
 * What ChainSync knows of an alert, as Tocsin's webhook takes it. Members that are not there are
 * left out. Nothing in it may depend on when it is written: the same alert is the same text, and so
 * the same event.
 */
fun alert(given): Object = {
  alert_id: given.alert_id as String,
  alert_type: given.alert_type,
  severity: lower(given.severity default ""),
  description: given.description,
  (affected_systems: given.affected_systems) if (given.affected_systems != null),
  (detected_at: given.detected_at) if (given.detected_at != null),
  (context: given.context) if (given.context != null),
  (status: given.status) if (given.status != null)
}
