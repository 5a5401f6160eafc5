package io.tocsin.wire;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.fasterxml.jackson.databind.JsonNode;
import io.tocsin.alert.Alert;
import io.tocsin.delivery.Delivery;
import io.tocsin.delivery.Outbox.Planned;
import io.tocsin.history.Acknowledgement;
import io.tocsin.history.History.Refusal;
import io.tocsin.keeping.Piece;
import io.tocsin.routing.Target;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/** What is filed is read as it was, whatever is in it. */
class PieceJsonTest {
  private static final Instant NOON = Instant.parse("2026-11-21T12:00:00Z");

  @Property(seed = "20261121")
  void everyPieceIsReadAsItWasFiled(@ForAll Random random) throws Exception {
    Anything anything = new Anything(random);
    List<Piece> pieces =
        List.of(
            new Piece.OfMeeting(anything.meeting()),
            new Piece.OfExchange(anything.exchange()),
            new Piece.OfAnalysis("ev_1", anything.analysis(), NOON),
            new Piece.OfLesson("0123", anything.lesson()));
    List<Piece> read = new ArrayList<>();
    for (ArchiveFile file : ArchiveFile.of("name", pieces)) {
      read.addAll(ArchiveFile.read(file.path(), file.bytes()).pieces());
    }

    assertEquals(pieces, read);
  }

  @Example
  void anAlertIsReadAsItWasFiledHoweverOddAndDeep() throws Exception {
    String odd =
        "{\"source\":\"s\ud800\",\"service\":\"🔔\\u0000\uffff\",\"severity\":\"low\","
            + "\"title\":\"\\n\\\"\",\"details\":"
            + "[".repeat(63)
            + "1e300,0.10,-0"
            + "]".repeat(63)
            + "}";
    Alert alert = AlertJson.read(odd, "ev_1", NOON);
    Alert owned = alert.of("discord:1", Optional.empty());
    Delivery delivery = Delivery.of(owned, new Target("t", "discord", "lane", Map.of()));
    List<Piece> pieces =
        List.of(
            new Piece.OfAlert(
                owned,
                List.of(new Planned("t", "discord", "lane")),
                Optional.of(new Acknowledgement("ann", Instant.EPOCH, Optional.of("mine")))),
            new Piece.OfDelivery(delivery.ended(Delivery.State.DEAD, NOON, "no\nway")),
            new Piece.OfRefusal(new Refusal("m1", NOON, "no JSON")),
            new Piece.OfUnreadable(Map.of("pk", "alert#\ud800", "json", "{"), NOON));

    List<Piece> read = new ArrayList<>();
    for (ArchiveFile file : ArchiveFile.of("name", pieces)) {
      read.addAll(ArchiveFile.read(file.path(), file.bytes()).pieces());
    }

    assertEquals(pieces, read);
  }

  @Example
  void aFileHoldsOneKindOfOneDayAndIsNamedForThem() {
    List<ArchiveFile> files =
        ArchiveFile.of(
            "1-a",
            List.of(
                new Piece.OfRefusal(new Refusal("m1", NOON, "no JSON")),
                new Piece.OfRefusal(new Refusal("m2", NOON.plusSeconds(86_400), "no JSON")),
                new Piece.OfRefusal(new Refusal("m3", NOON.plusSeconds(1), "no JSON"))));

    assertEquals(
        List.of(
            "kind=refusals/day=2026-11-21/1-a.json.gz", "kind=refusals/day=2026-11-22/1-a.json.gz"),
        files.stream().map(ArchiveFile::path).toList());
    assertEquals(2, files.get(0).pieces().size());
    assertArrayEquals(files.get(0).bytes(), files.get(0).bytes());
  }

  @Example
  void aLineSaysWhatIsAskedForMost() throws Exception {
    Alert alert =
        Alert.builder("ev_1", "heimdallr", "plex", "plex is down")
            .receivedAt(NOON)
            .owner(Optional.of("ann"))
            .build();
    String line = PieceJson.write(new Piece.OfAlert(alert, List.of(), Optional.empty()));

    assertFalse(line.contains("\n"));
    JsonNode json = Wire.parse(line);
    assertEquals("alerts", json.path("kind").asText());
    assertEquals("ev_1", json.path("id").asText());
    assertEquals("2026-11-21T12:00:00Z", json.path("at").asText());
    assertEquals("plex", json.path("service").asText());
    assertEquals("ann", json.path("owner").asText());
    assertEquals("plex is down", Wire.parse(json.path("record").asText()).path("title").asText());
  }

  @Example
  void whatIsNoLineOrNoFileIsRefused() {
    for (String text : List.of("", "{}", "[]", "{\"kind\":\"alerts\",\"record\":{}}")) {
      assertThrows(InvalidJsonException.class, () -> PieceJson.read(text));
    }
    assertThrows(IOException.class, () -> ArchiveFile.read("x", new byte[] {1, 2, 3}));
  }
}
