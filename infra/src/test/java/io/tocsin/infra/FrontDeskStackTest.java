package io.tocsin.infra;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awscdk.App;
import software.amazon.awscdk.AppProps;
import software.amazon.awscdk.StackProps;

/** A stack without the public key of an application at Discord. */
class FrontDeskStackTest {
  @Test
  void withoutAFrontDeskThereIsNothingThatPollsForIt(@TempDir Path folder) throws Exception {
    assumeTrue(
        TocsinStackTest.nodeIsThere(), "there is no node on the PATH to synthesise the stack with");
    Path code = Files.writeString(folder.resolve("code.zip"), "not looked into");
    App app =
        new App(
            AppProps.builder()
                .outdir(folder.resolve("cdk.out").toString())
                .analyticsReporting(false)
                .build());
    TocsinProps props = TocsinProps.of(new Packages(code, code, code), "1.2.3").build();
    new TocsinStack(app, "Tocsin", StackProps.builder().build(), props);
    Template template =
        new Template((Map<?, ?>) app.synth().getStackByName("Tocsin").getTemplate());

    assertEquals(4, template.all("AWS::Lambda::Function").size());
    assertEquals(5, template.all("AWS::SQS::Queue").size());
    assertEquals(2, template.all("AWS::Lambda::EventSourceMapping").size());
  }
}
