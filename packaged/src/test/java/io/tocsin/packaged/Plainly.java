package io.tocsin.packaged;

import com.fasterxml.jackson.databind.JsonNode;
import io.tocsin.wire.InvalidJsonException;
import io.tocsin.wire.Wire;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Document;
import org.w3c.dom.NodeList;
import org.xml.sax.SAXException;

/**
 * CloudFormation, Secrets Manager and S3 of LocalStack, by plain HTTP: for seven calls, no clients
 * of them are needed.
 */
final class Plainly {
  private static final String FORM = "application/x-www-form-urlencoded";
  private static final String JSON = "application/x-amz-json-1.1";

  private final HttpClient http = HttpClient.newHttpClient();
  private final URI endpoint;

  Plainly(URI endpoint) {
    this.endpoint = endpoint;
  }

  /** An action of CloudFormation on a stack. */
  Document stack(String action, String stack, Map<String, String> parameters) {
    Map<String, String> all = new HashMap<>(parameters);
    all.put("Action", action);
    all.put("Version", "2010-05-15");
    all.put("StackName", stack);
    String form =
        all.entrySet().stream()
            .map(
                each ->
                    each.getKey()
                        + "="
                        + URLEncoder.encode(each.getValue(), StandardCharsets.UTF_8))
            .collect(Collectors.joining("&"));
    return document(send(request("cloudformation", FORM).POST(BodyPublishers.ofString(form))));
  }

  /** The names of what is in a bucket. */
  List<String> objects(String bucket) {
    HttpRequest.Builder list = request("s3", FORM).uri(endpoint.resolve("/" + bucket)).GET();
    return texts(document(send(list)), "Key");
  }

  private static Document document(byte[] answer) {
    try {
      return DocumentBuilderFactory.newDefaultInstance()
          .newDocumentBuilder()
          .parse(new ByteArrayInputStream(answer));
    } catch (IOException | ParserConfigurationException | SAXException e) {
      throw new IllegalStateException(e);
    }
  }

  /** What is in all elements of that name, in their order. */
  static List<String> texts(Document document, String name) {
    NodeList elements = document.getElementsByTagName(name);
    return IntStream.range(0, elements.getLength())
        .mapToObj(i -> elements.item(i).getTextContent())
        .toList();
  }

  /** An action of Secrets Manager. */
  JsonNode secret(String action, Map<String, ?> members) {
    HttpRequest.Builder request =
        request("secretsmanager", JSON).header("X-Amz-Target", "secretsmanager." + action);
    byte[] answer = send(request.POST(BodyPublishers.ofString(Wire.write(members))));
    try {
      return Wire.parse(new String(answer, StandardCharsets.UTF_8));
    } catch (InvalidJsonException e) {
      throw new IllegalStateException(e);
    }
  }

  /** LocalStack checks no signature, but reads there whom it is for. */
  private HttpRequest.Builder request(String service, String type) {
    return HttpRequest.newBuilder(endpoint)
        .header("Content-Type", type)
        .header(
            "Authorization",
            "AWS4-HMAC-SHA256 Credential=test/20261129/us-east-1/"
                + service
                + "/aws4_request, SignedHeaders=host, Signature=none");
  }

  private byte[] send(HttpRequest.Builder request) {
    try {
      HttpResponse<byte[]> answer = http.send(request.build(), BodyHandlers.ofByteArray());
      if (answer.statusCode() != 200) {
        throw new AssertionError(
            answer.statusCode() + new String(answer.body(), StandardCharsets.UTF_8));
      }
      return answer.body();
    } catch (IOException e) {
      throw new IllegalStateException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}
