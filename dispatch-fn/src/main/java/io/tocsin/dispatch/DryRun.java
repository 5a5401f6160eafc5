package io.tocsin.dispatch;

import io.micronaut.context.ApplicationContext;
import io.micronaut.context.env.MapPropertySource;
import io.tocsin.alert.Alert;
import io.tocsin.config.ConfigReader;
import io.tocsin.config.Configuration;
import io.tocsin.config.InvalidConfigException;
import io.tocsin.config.InvalidConfigException.Mistake;
import io.tocsin.config.TemplateRule;
import io.tocsin.delivery.Channel;
import io.tocsin.dispatch.channel.TemplateCheck;
import io.tocsin.dispatch.channel.TemplatePreview;
import io.tocsin.dispatch.channel.TemplateShelf;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;

/**
 * What dispatch would make of a {@code tocsin.yml}, without queues, stores or sending: for the
 * command line.
 */
public final class DryRun implements AutoCloseable {
  private final ApplicationContext context;
  private final Function<String, Optional<String>> variables;

  private DryRun(ApplicationContext context, Function<String, Optional<String>> variables) {
    this.context = context;
    this.variables = variables;
  }

  /**
   * Starts one.
   *
   * @param variables instead of the environment's
   */
  public static DryRun with(Map<String, String> variables) {
    ApplicationContext context =
        ApplicationContext.builder()
            .deduceEnvironment(false)
            .banner(false)
            .environmentPropertySource(false)
            .propertySources(new MapPropertySource("dry run", variables))
            .start();
    return new DryRun(context, name -> Optional.ofNullable(variables.get(name)));
  }

  /** A message as it would be sent. */
  public record Preview(String body, List<Mistake> mistakes) {
    public Preview {
      mistakes = List.copyOf(mistakes);
    }
  }

  /** The names of the channels that there are. */
  public Set<String> channels() {
    Set<String> names = new TreeSet<>();
    all().forEach(channel -> names.add(channel.name()));
    return names;
  }

  /**
   * Reads a file as the function would at its start, and tries its templates on the channels that
   * its targets use.
   *
   * @param text of the file
   * @throws InvalidConfigException naming every mistake with its line and column
   */
  public Configuration check(String text) {
    Configuration configuration = ConfigReader.of(all(), variables).readAll(text);
    List<Mistake> mistakes =
        templateCheck()
            .mistakes(configuration.templates(), configuration.routing().targets().values());
    if (!mistakes.isEmpty()) {
      throw new InvalidConfigException(mistakes);
    }
    return configuration;
  }

  /**
   * Writes a message by the file's templates, whose targets are not looked at.
   *
   * @param channel one of {@link #channels}
   * @param text of the file; absent: without templates
   * @return the body, without anything secret, and what is wrong with the templates on this channel
   * @throws InvalidConfigException when the templates cannot be read
   */
  public Preview preview(String channel, Optional<String> text, Alert alert) {
    List<TemplateRule> rules =
        text.map(yml -> ConfigReader.of(all(), variables).readTemplates(yml)).orElse(List.of());
    Channel one =
        all().stream().filter(each -> each.name().equals(channel)).findFirst().orElseThrow();
    TemplatePreview preview = new TemplatePreview(context.getBean(TemplateShelf.class), one);
    List<Mistake> mistakes =
        new ArrayList<>(templateCheck().mistakes(rules, List.of(preview.target())));
    return new Preview(preview.body(rules, alert), mistakes);
  }

  private TemplateCheck templateCheck() {
    return new TemplateCheck(context.getBean(TemplateShelf.class), all());
  }

  private Collection<Channel> all() {
    return context.getBeansOfType(Channel.class);
  }

  @Override
  public void close() {
    context.close();
  }
}
