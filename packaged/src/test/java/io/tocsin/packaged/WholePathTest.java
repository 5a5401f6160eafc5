package io.tocsin.packaged;

import io.tocsin.aws.DynamoDbLocal;
import io.tocsin.aws.DynamoDbLocalExtension;
import io.tocsin.aws.ElasticMq;
import io.tocsin.aws.ElasticMqExtension;
import java.io.IOException;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith({ElasticMqExtension.class, DynamoDbLocalExtension.class})
class WholePathTest extends WholePathContract<OnThisMachine> {
  WholePathTest(ElasticMq queues, DynamoDbLocal dynamoDb) throws IOException {
    super(new OnThisMachine(queues, dynamoDb));
  }
}
