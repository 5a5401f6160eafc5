package io.tocsin.wire;

import io.tocsin.desk.Interaction;
import io.tocsin.keys.DiscordUser;
import io.tocsin.keys.Secret;
import io.tocsin.wire.InvalidJsonException.Mistake;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The message on the {@code interactions} queue: {@code
 * {"version":1,"id":"…","application":"…","token":"…","user":"…","command":"…","options":{…}}}.
 * Never an API secret; the token is one of Discord's and good for a quarter of an hour.
 */
public final class InteractionJson {
  private static final int VERSION = 1;
  private static final int LONGEST = 2000;

  private record Message(
      int version,
      String id,
      String application,
      String token,
      String user,
      String command,
      Map<String, String> options) {}

  private InteractionJson() {}

  public static String write(Interaction asked) {
    return Wire.write(
        new Message(
            VERSION,
            asked.id(),
            asked.application(),
            asked.token().reveal(),
            asked.user().id(),
            asked.command(),
            new TreeMap<>(asked.options())));
  }

  /**
   * The interaction.
   *
   * @throws InvalidJsonException when the message is none
   */
  public static Interaction read(String text) throws InvalidJsonException {
    Fields fields = Fields.of(Wire.parse(text));
    String id = fields.required("id", LONGEST);
    String application = fields.required("application", LONGEST);
    String token = fields.required("token", LONGEST);
    String user = fields.required("user", LONGEST);
    String command = fields.required("command", LONGEST);
    Map<String, String> options =
        fields.textMap("options", Interaction.MOST_OPTIONS, Interaction.LONGEST_OPTION);
    fields.check();
    try {
      return new Interaction(
          id, application, Secret.of(token), new DiscordUser(user), command, options);
    } catch (IllegalArgumentException e) {
      throw new InvalidJsonException(List.of(new Mistake("", String.valueOf(e.getMessage()))));
    }
  }
}
