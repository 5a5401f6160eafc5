// The template of ./tocsin package in a CDK app. Its files are in the bucket already.
import * as cdk from 'aws-cdk-lib';
import { CfnInclude } from 'aws-cdk-lib/cloudformation-include';
import * as sqs from 'aws-cdk-lib/aws-sqs';

const app = new cdk.App();
const stack = new cdk.Stack(app, 'Alerts');

const tocsin = new CfnInclude(stack, 'Tocsin', {
  templateFile: '../../dist/tocsin-0.1.0.template.json',
  parameters: {
    ArtifactBucket: 'YOUR-BUCKET',
    ArtifactPrefix: 'tocsin/',
    SecretName: 'tocsin',
    SecretVersion: app.node.tryGetContext('secret-version') ?? '',
    PublicUrl: '',
  },
});

// Whatever is in it can be used, such as the queue that producers in the account put alerts on.
const alerts = tocsin.getResource('QueuesAlerts') as sqs.CfnQueue;
new cdk.CfnOutput(stack, 'AlertsArn', { value: alerts.attrArn });
