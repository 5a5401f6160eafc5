package io.tocsin.scheduler.provider;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.URI;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ServiceSettingsTest {
  private static final String KEY = "s3cr3t-key";

  private final Map<String, String> variables = new HashMap<>();

  @Test
  void bothVariablesMakeAService() {
    variables.put("SLOTIFY_API_URL", "https://api.example.org/v1");
    variables.put("SLOTIFY_API_KEY", KEY);
    ServiceSettings settings = read(ServiceSettings.SLOTIFY);
    assertEquals(URI.create("https://api.example.org/v1"), settings.url());
    assertEquals(KEY, settings.key().reveal());
    assertFalse(settings.toString().contains(KEY));
  }

  @Test
  void oneOfTheTwoIsAMistakeThatNamesTheOther() {
    variables.put("CHAINSYNC_API_URL", "https://api.example.org");
    assertTrue(mistake(ServiceSettings.CHAINSYNC).startsWith("CHAINSYNC_API_KEY must be set"));
    variables.clear();
    variables.put("CHAINSYNC_API_KEY", KEY);
    assertTrue(mistake(ServiceSettings.CHAINSYNC).startsWith("CHAINSYNC_API_URL must be set"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://s3cr3t-key@api.example.org",
        "https://api.example.org/?key=s3cr3t-key",
        "https://api.example.org/s3cr3t-key/",
        "https:/s3cr3t-key",
        "ftp://api.example.org/s3cr3t-key",
        "http://api.example.org/s3cr3t-key"
      })
  void aWrongAddressIsNamedAndNotShown(String url) {
    variables.put("SLOTIFY_API_URL", url);
    variables.put("SLOTIFY_API_KEY", KEY);
    String mistake = mistake(ServiceSettings.SLOTIFY);
    assertTrue(mistake.startsWith("SLOTIFY_API_URL must"), mistake);
    assertFalse(mistake.contains(KEY), mistake);
  }

  @Test
  void plainHttpIsForOneMachineOnly() {
    variables.put("SLOTIFY_API_URL", "http://127.0.0.1:8080/slotify");
    variables.put("SLOTIFY_API_KEY", KEY);
    assertEquals("SLOTIFY_API_URL must begin with https://", mistake(ServiceSettings.SLOTIFY));
    variables.put("TOCSIN_LOCAL", "true");
    assertEquals(8080, read(ServiceSettings.SLOTIFY).url().getPort());
  }

  @Test
  void aKeyThatFitsInNoHeaderIsNotShown() {
    variables.put("SLOTIFY_API_URL", "https://api.example.org");
    variables.put("SLOTIFY_API_KEY", KEY + "\r\nX-Evil: 1");
    String mistake = mistake(ServiceSettings.SLOTIFY);
    assertTrue(mistake.startsWith("SLOTIFY_API_KEY must"), mistake);
    assertFalse(mistake.contains(KEY), mistake);
  }

  private ServiceSettings read(ServiceSettings.Names names) {
    return ServiceSettings.read(names, name -> Optional.ofNullable(variables.get(name)));
  }

  private String mistake(ServiceSettings.Names names) {
    return String.valueOf(
        assertThrows(IllegalArgumentException.class, () -> read(names)).getMessage());
  }
}
