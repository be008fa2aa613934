console.debug('bridge');
