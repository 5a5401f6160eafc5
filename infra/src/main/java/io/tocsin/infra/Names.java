package io.tocsin.infra;

import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;

/** Checks what AWS would refuse only while it deploys. */
final class Names {
  /** Names of hosts. */
  static final String HOST = "[a-z0-9-]+(\\.[a-z0-9-]+)+";

  private Names() {}

  /** That a value is of the form; one that only the deployment knows is not looked at. */
  static void check(String value, String form, String what) {
    // As the CDK writes what it fills in later; to ask itself would start Node.
    if (!value.contains("${Token[") && !value.matches(form)) {
      throw new IllegalArgumentException("'" + value + "' is not " + what);
    }
  }

  static void checkTopic(String arn) {
    check(
        arn,
        "arn:aws[a-z-]*:sns:[a-z0-9-]+:[0-9]{12}:[A-Za-z0-9_-]+(\\.fifo)?",
        "a topic's ARN such as arn:aws:sns:eu-central-1:123456789012:alerts");
  }

  static void checkKmsKey(String key) {
    check(
        key,
        TocsinProps.NEW_KMS_KEY + "|arn:aws[a-z-]*:kms:[a-z0-9-]+:[0-9]{12}:key/[A-Za-z0-9-]+",
        "a key of KMS: "
            + TocsinProps.NEW_KMS_KEY
            + ", or an ARN such as arn:aws:kms:eu-central-1:123456789012:key/…");
  }

  /**
   * Two of them, in the order of their names: a plain map has them in another order in each
   * process, and so would the template.
   */
  static Map<String, Object> inOrder(String one, Object its, String other, Object others) {
    return new TreeMap<>(Map.of(one, its, other, others));
  }

  static <K, V> Map<K, V> with(Map<K, V> map, K key, V value) {
    Map<K, V> more = new HashMap<>(map);
    more.put(key, value);
    return more;
  }
}
