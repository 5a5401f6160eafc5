/** Language models of Amazon Bedrock. */
@NullMarked
package io.tocsin.aws.bedrock;

import org.jspecify.annotations.NullMarked;
