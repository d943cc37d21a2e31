/** The distribution's bundles in real frameworks. */
package org.wardgate.integration.container;
