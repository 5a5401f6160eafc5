package io.tocsin.model;

import dev.langchain4j.model.openai.OpenAiChatModel;
import dev.langchain4j.model.openai.OpenAiChatModel.OpenAiChatModelBuilder;
import io.tocsin.analysis.LanguageModel;
import io.tocsin.analysis.Maker;
import io.tocsin.keys.Secret;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpClient.Redirect;
import java.net.http.HttpClient.Version;
import java.time.Duration;
import java.util.Optional;

/**
 * Models behind OpenAI's API, or one like it. Nothing of requests or answers is logged, and no
 * redirect is followed, so that the key goes to one host alone.
 *
 * @see <a href="https://platform.openai.com/docs/api-reference/chat/create">Chat completions</a>
 */
public final class OpenAiModels implements LanguageModel.Provider {
  private static final URI OPEN_AI = URI.create("https://api.openai.com/v1");
  private static final Duration CONNECT = Duration.ofSeconds(2);

  private final Optional<URI> url;
  private final Secret key;
  private final HttpClient client;

  /**
   * Asks at an address.
   *
   * @param url with the API's version, such as {@code https://models.example.org/v1}; empty for
   *     OpenAI's own
   */
  public OpenAiModels(Optional<URI> url, Secret key) {
    this.url = url;
    this.key = key;
    // One connection a question: HTTP/2 would gain nothing.
    this.client =
        HttpClient.newBuilder()
            .connectTimeout(CONNECT)
            .followRedirects(Redirect.NEVER)
            .version(Version.HTTP_1_1)
            .build();
  }

  @Override
  public LanguageModel model(String name, Duration timeout, int mostTokens) {
    OpenAiChatModelBuilder builder =
        OpenAiChatModel.builder()
            .httpClientBuilder(new BoundedHttp.Builder(client, timeout))
            .baseUrl(address().toString())
            .apiKey(key.reveal())
            .modelName(name)
            .strictJsonSchema(true)
            // Whether to ask again is decided where requests are counted.
            .maxRetries(0);
    OpenAiChatModelBuilder bounded =
        saysCompletionTokens(address())
            ? builder.maxCompletionTokens(mostTokens)
            : builder.maxTokens(mostTokens);
    return new OpenAiModel(bounded.build(), new Maker("openai", name));
  }

  private URI address() {
    return url.orElse(OPEN_AI);
  }

  /**
   * How the limit of an answer is called. OpenAI's newer models, Azure's too, refuse the old name;
   * APIs like it may know no other, and pass over what they do not know.
   */
  static boolean saysCompletionTokens(URI url) {
    return url.getHost().matches("(?i)(.+\\.)?openai(\\.azure)?\\.com");
  }
}
