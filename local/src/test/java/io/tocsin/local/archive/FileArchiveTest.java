package io.tocsin.local.archive;

import static io.tocsin.store.Samples.NOON;
import static io.tocsin.store.Samples.delivered;
import static io.tocsin.store.Samples.delivery;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.tocsin.alert.Alert;
import io.tocsin.history.History.Refusal;
import io.tocsin.keeping.Piece;
import io.tocsin.keeping.Piece.Drawer;
import io.tocsin.meeting.Exchange;
import io.tocsin.meeting.Exchange.Direction;
import io.tocsin.meeting.Meeting;
import io.tocsin.meeting.MeetingSamples;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileArchiveTest {
  private final Path folder;
  private final FileArchive archive;

  FileArchiveTest(@TempDir Path directory) throws IOException {
    folder = Files.createTempDirectory(directory, "archive").resolve("archive");
    archive = new FileArchive(folder);
  }

  private List<Piece> pieces() {
    return Arrays.stream(Drawer.values())
        .flatMap(drawer -> archive.files(drawer, NOON, NOON.plusSeconds(1)))
        .flatMap(file -> file.pieces().stream())
        .toList();
  }

  private static Alert alert(String id, String owner) {
    return Alert.builder(id, "test", "plex", "plex is down")
        .receivedAt(NOON)
        .name(Optional.of("disk of " + owner))
        .owner(Optional.of(owner))
        .build();
  }

  @Test
  void whatIsFiledAgainTakesThePlaceOfWhatWasFiled() throws IOException {
    Piece one = new Piece.OfRefusal(new Refusal("m1", NOON, "no JSON"));
    Piece two = new Piece.OfRefusal(new Refusal("m2", NOON, "no JSON"));
    assertEquals(List.of(), pieces());

    archive.file("1-a", List.of(one));
    archive.file("1-a", List.of(one, two));

    assertEquals(List.of(one, two), pieces());
    try (Stream<Path> all = Files.walk(folder)) {
      assertEquals(1, all.filter(Files::isRegularFile).count());
    }
  }

  @Test
  void whatWasNotFinishedIsNotThere() throws IOException {
    archive.file("1-a", List.of(new Piece.OfRefusal(new Refusal("m1", NOON, "no JSON"))));
    Files.write(
        folder.resolve("kind=refusals/day=2026-11-21/2-b.json.gz.new"), new byte[] {1, 2, 3});

    assertEquals(1, pieces().size());
  }

  @Test
  void allThatIsAnOwnersIsTakenOutAndTheRestStays() {
    Alert ann = alert("ev_ann", "ann");
    Alert bob = alert("ev_bob", "bob");
    Meeting met = MeetingSamples.wanted(Meeting.incident(ann), 2, "plex", NOON);
    Exchange said =
        new Exchange(
            met.id(),
            NOON,
            Direction.OUT,
            "slotify",
            "POST /",
            "",
            Optional.empty(),
            "",
            Duration.ZERO);
    archive.file(
        "1-a",
        List.of(
            new Piece.OfAlert(ann, List.of(), Optional.empty()),
            new Piece.OfAlert(bob, List.of(), Optional.empty()),
            new Piece.OfDelivery(delivered(delivery(ann, "ann", "ann"))),
            new Piece.OfDelivery(delivered(delivery(bob, "bob", "bob"))),
            new Piece.OfMeeting(met),
            new Piece.OfExchange(said)));
    archive.file(
        "2-b",
        List.of(new Piece.OfDelivery(delivered(delivery(alert("ev_live", "ann"), "x", "x")))));

    assertEquals(5, archive.forget("ann", Set.of("ev_live"), Set.of()));

    assertEquals(
        List.of(
            new Piece.OfAlert(bob, List.of(), Optional.empty()),
            new Piece.OfDelivery(delivered(delivery(bob, "bob", "bob")))),
        pieces());
    assertEquals(0, archive.forget("ann", Set.of(), Set.of()));
  }
}
