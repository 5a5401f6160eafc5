package io.tocsin.aws.dynamodb;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.core.interceptor.SdkExecutionAttribute;
import software.amazon.awssdk.http.SdkHttpResponse;

/** Replaces answers that DynamoDB gave, as if they had been lost, and notes what was asked. */
final class Faults implements ExecutionInterceptor {
  private final ConcurrentLinkedQueue<Fault> faults = new ConcurrentLinkedQueue<>();
  private final List<String> operations = new CopyOnWriteArrayList<>();
  private final ThreadLocal<Optional<Fault>> current = ThreadLocal.withInitial(Optional::empty);

  record Fault(int status, String body) {}

  /** The next answer is lost on its way: the work is done, and nobody knows. */
  void loseAnswer() {
    faults.add(new Fault(500, "{\"__type\":\"InternalServerError\"}"));
  }

  /** The next answer says something else. */
  void answer(int status, String body) {
    faults.add(new Fault(status, body));
  }

  List<String> operations() {
    return operations;
  }

  @Override
  public void beforeTransmission(Context.BeforeTransmission context, ExecutionAttributes with) {
    operations.add(String.valueOf(with.getAttribute(SdkExecutionAttribute.OPERATION_NAME)));
  }

  @Override
  public SdkHttpResponse modifyHttpResponse(
      Context.ModifyHttpResponse context, ExecutionAttributes with) {
    current.set(Optional.ofNullable(faults.poll()));
    SdkHttpResponse response = context.httpResponse();
    return current
        .get()
        .map(
            fault ->
                response.toBuilder()
                    .statusCode(fault.status())
                    .removeHeader("x-amz-crc32")
                    .putHeader("Content-Length", Integer.toString(bytes(fault).length))
                    .build())
        .orElse(response);
  }

  @Override
  public Optional<InputStream> modifyHttpResponseContent(
      Context.ModifyHttpResponse context, ExecutionAttributes with) {
    Optional<InputStream> body =
        current.get().map(fault -> (InputStream) new ByteArrayInputStream(bytes(fault)));
    return body.isPresent() ? body : context.responseBody();
  }

  private static byte[] bytes(Fault fault) {
    return fault.body().getBytes(StandardCharsets.UTF_8);
  }
}
