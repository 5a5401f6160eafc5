package io.tocsin.wire;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.tocsin.analysis.Analysis;
import io.tocsin.analysis.LearningRecord;
import io.tocsin.meeting.Exchange;
import io.tocsin.meeting.Meeting;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/** What stores keep as JSON is read as it was written. */
class MeetingsComeBackTest {

  @Property(seed = "20261121")
  void aMeetingIsReadAsItWasWritten(@ForAll Random random) {
    assertComesBack(new Anything(random).meeting(), Meeting.class);
  }

  @Property(seed = "20261121")
  void anExchangeIsReadAsItWasWritten(@ForAll Random random) {
    assertComesBack(new Anything(random).exchange(), Exchange.class);
  }

  @Property(seed = "20261121")
  void anAnalysisIsReadAsItWasWritten(@ForAll Random random) {
    assertComesBack(new Anything(random).analysis(), Analysis.class);
  }

  @Property(seed = "20261121")
  void aLessonIsReadAsItWasWritten(@ForAll Random random) {
    assertComesBack(new Anything(random).lesson(), LearningRecord.class);
  }

  private static <T> void assertComesBack(T value, Class<T> type) {
    assertEquals(value, Wire.read(Wire.write(value), type));
  }
}
